releasePipeline {
    stages {
        stage('Source') { source('App') { s3 bucket: 'Shop_Data', key: 'a.zip'; output 'AppSource' } }
        stage('Ship') { deploy('Site') { commands 'make' } }
    }
}
