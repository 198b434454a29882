releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Ship') { deploy('Site') { s3 bucket: 'site' } }
    }
}
