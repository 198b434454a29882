releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            deploy('Deploy') { job 'deploy', wait: false; output 'Report' }
        }
    }
}
