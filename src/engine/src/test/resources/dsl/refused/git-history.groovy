releasePipeline {
    stages {
        stage('Source') {
            source('App') {
                git url: 'https://git.example.com/app.git', shallow: true, fullClone: true
                output 'AppSource'
            }
        }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
